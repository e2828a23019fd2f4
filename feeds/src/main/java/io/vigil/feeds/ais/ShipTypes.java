package io.vigil.feeds.ais;

/** From the type of ship and cargo of ITU-R M.1371-5 (annex 8 table 53) to the classes of the registry. */
final class ShipTypes {
    private ShipTypes() {}

    /** The class; what the table leaves to regions and the future, and types no rule asks for, are {@code other}. */
    static String moverClass(int shipType) {
        return switch (shipType) {
            case 30 -> "fishing";
            case 31, 32, 52 -> "tug";
            case 50 -> "pilot";
            case 55 -> "enforcement";
            default -> switch (shipType / 10) {
                case 6 -> "passenger";
                case 7 -> "cargo";
                case 8 -> "tanker";
                default -> "other";
            };
        };
    }
}
