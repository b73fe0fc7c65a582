package wrong;

final class MutableStatic {
    static int calls;

    int count() {
        return ++calls;
    }
}
