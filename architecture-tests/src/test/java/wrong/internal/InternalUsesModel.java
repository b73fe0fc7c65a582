package wrong.internal;

import wrong.model.ModelUsesPort;

public final class InternalUsesModel {
    String name(ModelUsesPort model) {
        return model.getClass().getName();
    }
}
