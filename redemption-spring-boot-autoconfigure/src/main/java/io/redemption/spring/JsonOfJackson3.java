package io.redemption.spring;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/** Shows the library's types as {@link ModelJson} says, for Jackson 3, and refuses to read them. Thread-safe. */
final class JsonOfJackson3 extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JsonOfJackson3() {
        super("io.redemption");
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new Writing());
        context.addDeserializers(new Reading());
        context.addKeyDeserializers(
                (type, config, description) -> ModelJson.covers(type.getRawClass()) ? new RefusedKey(type) : null);
    }

    private static final class Writing extends Serializers.Base {
        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return ModelJson.covers(type.getRawClass()) ? new Serializer() : null;
        }
    }

    private static final class Serializer extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            context.writeValue(json, ModelJson.plain(value));
        }

        /** Writes the same: a view says itself what it is of. */
        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializationContext context, TypeSerializer type) {
            serialize(value, json, context);
        }
    }

    private static final class Reading extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return ModelJson.covers(type.getRawClass()) ? new Refusing(type) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return ModelJson.covers(type);
        }
    }

    private static final class Refusing extends ValueDeserializer<Object> {
        private final JavaType type;

        private Refusing(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            return context.reportBadDefinition(type, ModelJson.refusal(type.getRawClass()));
        }
    }

    private static final class RefusedKey extends KeyDeserializer {
        private final JavaType type;

        private RefusedKey(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return context.reportBadDefinition(type, ModelJson.refusal(type.getRawClass()));
        }
    }
}
