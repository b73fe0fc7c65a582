package wrong.inmemory;

import com.fasterxml.jackson.core.JsonFactory;

public final class MemoryUsesJackson {
    JsonFactory factory() {
        return new JsonFactory();
    }
}
