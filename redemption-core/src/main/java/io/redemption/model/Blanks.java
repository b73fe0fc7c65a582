package io.redemption.model;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invisible characters, by Unicode: white space, format characters and other default-ignorable ones. Some of them are
 * part of a text: joiners between letters of Arabic or Indic scripts and between emoji, variation selectors, the tags
 * of a flag. Stateless.
 */
final class Blanks {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;

    /** Scripts whose letters change their form next to a joiner. */
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ADLAM,
            UnicodeScript.ARABIC,
            UnicodeScript.BALINESE,
            UnicodeScript.BENGALI,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.JAVANESE,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.NKO,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.TIBETAN);

    private static final Set<UnicodeScript> PLAIN =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.COMMON);

    private Blanks() {}

    /**
     * Returns the text without white space and invisible characters at its ends; a joiner that the last letter needs
     * stays.
     */
    static String strip(String text) {
        int[] points = text.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (from < to && (isSpace(points[from]) || isInvisible(points[from]))) {
            from++;
        }
        while (to > from && (isSpace(points[to - 1]) || isNeedless(points, from, to, to - 1))) {
            to--;
        }
        return new String(points, from, to - from);
    }

    /** Returns the text without white space at its ends. */
    static String stripSpaces(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns whether a character inside the text cannot be seen and is not needed by those around it. */
    static boolean hasNeedless(String text) {
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (isNeedless(points, 0, points.length, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns a key that is equal for texts that look the same: without invisible characters, with one kind of space,
     * in NFC.
     */
    static String key(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> !isInvisible(point))
                .map(point -> isSpace(point) ? ' ' : point)
                .forEach(visible::appendCodePoint);
        return Normalizer.normalize(visible, Normalizer.Form.NFC);
    }

    private static boolean isNeedless(int[] points, int from, int to, int at) {
        int point = points[at];
        if (!isInvisible(point)) {
            return false;
        }
        int before = at > from ? points[at - 1] : ' ';
        int after = at + 1 < to ? points[at + 1] : ' ';
        if (point == JOINER || point == NON_JOINER) {
            return !joins(points, from, at, after);
        }
        if (isTag(point)) {
            return !(isTag(before) || isEmoji(before));
        }
        return !isSelector(point) || !takesSelector(before, after);
    }

    /**
     * Returns whether a joiner is needed: between two letters or two emoji, and after a vowel-killing sign, also at the
     * end.
     */
    private static boolean joins(int[] points, int from, int at, int after) {
        int i = at - 1;
        while (i > from && isSelector(points[i])) {
            i--;
        }
        int before = i >= from ? points[i] : ' ';
        if (isEmoji(before)) {
            return isEmoji(after) || Character.getType(after) == Character.MATH_SYMBOL;
        }
        boolean afterMark = Character.getType(before) == Character.NON_SPACING_MARK;
        return isJoining(before) && (isJoining(after) || afterMark);
    }

    private static boolean takesSelector(int before, int after) {
        boolean plain = Character.isLetterOrDigit(before) && PLAIN.contains(UnicodeScript.of(before));
        return after == KEYCAP || (!plain && !isSpace(before) && !isInvisible(before) && before > '~');
    }

    private static boolean isJoining(int point) {
        return JOINING.contains(UnicodeScript.of(point));
    }

    private static boolean isEmoji(int point) {
        return Character.getType(point) == Character.OTHER_SYMBOL || (point >= 0x1F3FB && point <= 0x1F3FF);
    }

    private static boolean isTag(int point) {
        return point >= 0xE0020 && point <= 0xE007F;
    }

    private static boolean isSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0x180B && point <= 0x180D);
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    /**
     * Returns whether a character is a format character, except visible ones as of Arabic numbers, or ignored by
     * Unicode.
     */
    private static boolean isInvisible(int point) {
        return (Character.getType(point) == Character.FORMAT && !isVisibleFormat(point))
                || isSelector(point)
                || switch (point) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                    default -> (point >= 0xFFF0 && point <= 0xFFF8) || (point >= 0xE0000 && point <= 0xE0FFF);
                };
    }

    private static boolean isVisibleFormat(int point) {
        return (point >= 0x0600 && point <= 0x0605)
                || switch (point) {
                    case 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD -> true;
                    default -> false;
                };
    }
}
