package io.redemption.spring;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shows the library's types as {@link ModelJson} says, for Jackson 2, and refuses to read them. Thread-safe. */
final class JsonOfJackson2 extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JsonOfJackson2() {
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
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return ModelJson.covers(type.getRawClass()) ? new Serializer() : null;
        }
    }

    private static final class Serializer extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(ModelJson.plain(value), json);
        }

        /** Writes the same: a view says itself what it is of. */
        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializerProvider provider, TypeSerializer type) throws IOException {
            serialize(value, json, provider);
        }
    }

    private static final class Reading extends Deserializers.Base {
        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return ModelJson.covers(type.getRawClass()) ? new Refusing(type) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return ModelJson.covers(type);
        }
    }

    private static final class Refusing extends JsonDeserializer<Object> {
        private final JavaType type;

        private Refusing(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return context.reportBadDefinition(type, ModelJson.refusal(type.getRawClass()));
        }
    }

    private static final class RefusedKey extends KeyDeserializer {
        private final JavaType type;

        private RefusedKey(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return context.reportBadDefinition(type, ModelJson.refusal(type.getRawClass()));
        }
    }
}
