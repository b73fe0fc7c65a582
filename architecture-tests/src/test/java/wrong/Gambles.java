package wrong;

import java.util.UUID;

final class Gambles {
    String id() {
        return UUID.randomUUID().toString();
    }
}
