package wrong.vauchar;

import wrong.inmemory.MemoryUsesJackson;

final class StackUsesMemory {
    String name(MemoryUsesJackson memory) {
        return memory.getClass().getName();
    }
}
