package wrong.tck;

import wrong.inmemory.MemoryUsesJackson;

final class KitUsesAdapter {
    String name(MemoryUsesJackson memory) {
        return memory.getClass().getName();
    }
}
