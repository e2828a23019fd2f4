package io.vigil.feeds.jt808;

import java.util.HashMap;
import java.util.Map;

/**
 * What a terminal says of itself and its vehicle when it first connects (0x0100 of 2011, 2013 and 2019).
 *
 * @param layout 2011, 2013 or 2019: the widths of the texts differ
 * @param province first two digits of the area code of GB/T 2260
 * @param city last four digits of it
 * @param manufacturer code of the terminal's maker
 * @param model the terminal's model
 * @param terminal the terminal's own id
 * @param plateColour the colour's number (1 blue, 2 yellow ...); 0 where the vehicle has no plate yet
 * @param plate the plate, or the vehicle identification number where the colour is 0
 */
record Registration(
        int layout,
        int province,
        int city,
        String manufacturer,
        String model,
        String terminal,
        int plateColour,
        String plate) {
    private static final int FIXED_2011 = 2 + 2 + 5 + 8 + 7 + 1;
    private static final int FIXED_2013 = 2 + 2 + 5 + 20 + 7 + 1;

    static Reading<Registration> read(Message message) {
        Body body = message.body();
        int layout = message.version() == Message.VERSION_2019 ? Message.VERSION_2019 : layoutByLength(body);
        BodyCursor cursor = new BodyCursor(body);
        int province = cursor.u16();
        int city = cursor.u16();
        String manufacturer = cursor.text(layout == Message.VERSION_2019 ? 11 : 5);
        String model = cursor.text(layout == Message.VERSION_2019 ? 30 : layout == Message.VERSION_2013 ? 20 : 8);
        String terminal = cursor.text(layout == Message.VERSION_2019 ? 30 : 7);
        int colour = cursor.u8();
        String plate = cursor.text(cursor.remaining());
        return cursor.ranShort()
                ? new Reading.Refused<>("body-too-short", "registration of " + body.length() + " bytes")
                : new Reading.Of<>(
                        new Registration(layout, province, city, manufacturer, model, terminal, colour, plate));
    }

    /**
     * 2011 and 2013 share the header and differ in the model's width, 8 or 20. A body too short for 2013 is 2011; a
     * longer one is 2011 only where the byte that would be the colour is none while that of 2011 is (a vehicle
     * identification number in place of the plate makes such bodies).
     */
    private static int layoutByLength(Body body) {
        if (body.length() < FIXED_2013) {
            return Message.VERSION_2011;
        }
        return !isColour(body.u8(FIXED_2013 - 1)) && isColour(body.u8(FIXED_2011 - 1))
                ? Message.VERSION_2011
                : Message.VERSION_2013;
    }

    /** Facts for an identity report; what is empty or damaged is left out. */
    Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        if (plateColour == 0) {
            Texts.put(facts, "vin", plate);
        } else {
            Texts.put(facts, "plate", plate);
            facts.put("plateColour", plateColourWord());
        }
        Texts.put(facts, "terminal", terminal);
        Texts.put(facts, "terminalModel", model);
        Texts.put(facts, "manufacturer", manufacturer);
        return facts;
    }

    /** The colour's word in the registry; a number no standard names is {@code other}. */
    String plateColourWord() {
        return switch (plateColour) {
            case 0 -> "none";
            case 1 -> "blue";
            case 2 -> "yellow";
            case 3 -> "black";
            case 4 -> "white";
            case 5 -> "green";
            case 91 -> "farm-yellow";
            case 92 -> "farm-green";
            case 93 -> "yellow-green";
            case 94 -> "gradient-green";
            default -> "other";
        };
    }

    private static boolean isColour(int number) {
        return number <= 5 || number == 9 || number >= 91 && number <= 94;
    }
}
