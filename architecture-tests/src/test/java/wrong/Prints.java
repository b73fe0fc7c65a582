package wrong;

final class Prints {
    void print(String message) {
        System.out.println(message);
    }
}
