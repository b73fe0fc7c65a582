package wrong.vertx;

import wrong.inmemory.MemoryUsesJackson;

final class VertxUsesMemory {
    String name(MemoryUsesJackson memory) {
        return memory.getClass().getName();
    }
}
