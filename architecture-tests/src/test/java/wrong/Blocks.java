package wrong;

import java.util.concurrent.CompletableFuture;

final class Blocks {
    String answer(CompletableFuture<String> stage) {
        return stage.join();
    }
}
