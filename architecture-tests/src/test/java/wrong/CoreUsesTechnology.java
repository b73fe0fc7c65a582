package wrong;

import com.fasterxml.jackson.core.JsonFactory;

final class CoreUsesTechnology {
    JsonFactory factory() {
        return new JsonFactory();
    }
}
