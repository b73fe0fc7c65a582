package wrong;

public class OpenType {
    public static final class Nested {}

    static final class Hidden {
        public static final class InHidden {}
    }
}
