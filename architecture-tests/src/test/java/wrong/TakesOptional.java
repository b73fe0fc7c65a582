package wrong;

import java.util.Optional;

final class TakesOptional {
    String name(Optional<String> given) {
        return given.orElse("");
    }
}
