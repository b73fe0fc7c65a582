package io.redemption.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.wire.RedeemableReader;
import io.redemption.wire.UnreadableBodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a catalogue: {@code {"coupons": [], "vouchers": [], "gift_cards": []}}, each optional, with items as the API
 * shows them. For example, the {@code data} of {@code GET /coupons} is a valid list of coupons.
 */
final class CatalogueFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final List<Redeemable> redeemables = new ArrayList<>();

    private CatalogueFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailure naming file and line, or file and field, if it cannot be read
     */
    static List<Redeemable> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": no such file");
        } catch (IOException e) {
            throw new CommandFailure(file + ": not readable");
        }
    }

    /**
     * Returns the catalogue that comes with the command: the documented ids, and an item for each reason of refusal.
     */
    static List<Redeemable> sample() {
        String name = "sample-catalogue.json";
        try (InputStream in = CatalogueFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside this class");
            }
            return read(name, in);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is not readable", e);
        }
    }

    private static List<Redeemable> read(String name, InputStream in) throws IOException {
        CatalogueFile catalogue = new CatalogueFile(name);
        try (JsonParser json = JSON.createParser(in)) {
            catalogue.object(json);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(name + ":" + line(e) + ": not JSON");
        }
        return List.copyOf(catalogue.redeemables);
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private void object(JsonParser json) throws IOException {
        expect(json, json.nextToken() == JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            RedeemableKind kind = kind(json.currentName());
            expect(json, kind != null, "coupons, vouchers or gift_cards");
            expect(json, json.nextToken() == JsonToken.START_ARRAY, "an array");
            if (kind != null) {
                redeemables.addAll(items(json, kind));
            }
        }
        expect(json, json.nextToken() == null, "nothing after the object");
    }

    private static @Nullable RedeemableKind kind(String field) {
        return switch (field) {
            case "coupons" -> RedeemableKind.COUPON;
            case "vouchers" -> RedeemableKind.VOUCHER;
            case "gift_cards" -> RedeemableKind.GIFT_CARD;
            default -> null;
        };
    }

    private List<Redeemable> items(JsonParser json, RedeemableKind kind) throws IOException {
        String field = json.currentName();
        int line = json.currentTokenLocation().getLineNr();
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        try (JsonGenerator copy = JSON.createGenerator(array)) {
            copy.copyCurrentStructureExact(json);
        }
        try {
            return RedeemableReader.catalogue(kind, array.toByteArray()).stream()
                    .map(RedeemableState::redeemable)
                    .toList();
        } catch (UnreadableBodyException e) {
            throw new CommandFailure(
                    name + ": " + field + e.field() + " (the list of line " + line + "): expected " + e.expected());
        }
    }

    private void expect(JsonParser json, boolean met, String expected) {
        if (!met) {
            throw new CommandFailure(name + ":" + json.currentTokenLocation().getLineNr() + ": expected " + expected);
        }
    }
}
