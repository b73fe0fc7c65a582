package wrong.wire;

import io.vertx.core.buffer.Buffer;

final class WireUsesVertx {
    Buffer empty() {
        return Buffer.buffer();
    }
}
