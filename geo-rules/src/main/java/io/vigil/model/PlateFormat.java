package io.vigil.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which texts can be a Chinese number plate at all (GA 36-2018): a province, the letter of its office and a serial of
 * digits and letters without I and O, five long, or six on the green plates of new-energy vehicles.
 *
 * <p>A small new-energy vehicle has its energy letter first (A to E electric, F to K other), a large one last (D or F).
 * Plates of police, trailers, learners, consulates and of Hong Kong and Macau end in a character of their own; those of
 * the armed police and of the army have forms of their own. A text that passes may still belong to nobody.
 */
public final class PlateFormat {
    /** The colours of plates, in the registry's words. */
    public static final List<String> COLOURS = List.of(
            "blue",
            "yellow",
            "black",
            "white",
            "green",
            "farm-yellow",
            "farm-green",
            "yellow-green",
            "gradient-green",
            "other");

    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String LETTER = "A-HJ-NP-Z";
    private static final String OFFICE = "[" + PROVINCES + "][" + LETTER + "]";

    private static final Pattern ORDINARY = Pattern.compile(OFFICE + "[0-9" + LETTER + "]{5}");
    private static final Pattern SPECIAL = Pattern.compile(OFFICE + "[0-9" + LETTER + "]{4}[挂学警港澳领试超]");
    private static final Pattern SMALL_NEW_ENERGY = Pattern.compile(OFFICE + "[A-HJK][0-9" + LETTER + "][0-9]{4}");
    private static final Pattern LARGE_NEW_ENERGY = Pattern.compile(OFFICE + "[0-9]{5}[DF]");
    private static final Pattern EMBASSY = Pattern.compile("使[0-9]{6}|[0-9]{6}使");
    private static final Pattern ARMED =
            Pattern.compile("WJ[" + PROVINCES + "]?[0-9" + LETTER + "]{5}|[A-Z]{2}[0-9" + LETTER + "]{5}");

    private PlateFormat() {}

    /**
     * Whether that plate in that colour can have been issued.
     *
     * @param plate without blanks and dots, letters in capitals
     * @param colour one of {@link #COLOURS}; {@code other} fits every form
     */
    public static boolean isPossible(String plate, String colour) {
        boolean isOrdinary =
                ORDINARY.matcher(plate).matches() || SPECIAL.matcher(plate).matches();
        boolean isSmallEnergy = SMALL_NEW_ENERGY.matcher(plate).matches();
        boolean isLargeEnergy = LARGE_NEW_ENERGY.matcher(plate).matches();
        return switch (colour) {
            case "green" -> isOrdinary || isSmallEnergy || isLargeEnergy;
            case "gradient-green" -> isSmallEnergy;
            case "yellow-green" -> isLargeEnergy;
            case "black" -> isOrdinary || EMBASSY.matcher(plate).matches();
            case "white" -> isOrdinary || ARMED.matcher(plate).matches();
            case "other" -> isOrdinary
                    || isSmallEnergy
                    || isLargeEnergy
                    || EMBASSY.matcher(plate).matches()
                    || ARMED.matcher(plate).matches();
            default -> isOrdinary;
        };
    }
}
