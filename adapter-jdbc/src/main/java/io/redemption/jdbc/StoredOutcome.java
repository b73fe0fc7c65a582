package io.redemption.jdbc;

import io.redemption.model.Amount;
import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.Refused;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is stored of an outcome. Of a redemption: everything but the redeemer and the issuer's id of the user. Of a
 * refusal: codes, parameters and the issuer's number, but not the issuer's sentence, which may repeat a name or a code.
 */
final class StoredOutcome {
    private StoredOutcome() {}

    static String of(Redemption redemption) {
        return new StoredFields()
                .put("id", redemption.id().value())
                .put("kind", redemption.redeemable().kind())
                .put("on", redemption.redeemable().value())
                .put("value", redemption.value())
                .put(
                        "transaction",
                        redemption.transactionId() == null
                                ? null
                                : redemption.transactionId().value())
                .put("team", redemption.teamId())
                .put("at", redemption.createdAt())
                .put("href", redemption.href())
                .text();
    }

    static Redemption redemption(String text) {
        StoredFields fields = StoredFields.read(text);
        String value = fields.get("value");
        String transaction = fields.get("transaction");
        return Redemption.builder(
                        RedemptionId.of(fields.require("id")),
                        new RedeemableId(RedeemableKind.valueOf(fields.require("kind")), fields.require("on")),
                        Instant.parse(fields.require("at")))
                .value(value == null ? null : Amount.of(value))
                .transactionId(transaction == null ? null : TransactionId.of(transaction))
                .teamId(fields.get("team"))
                .href(fields.get("href"))
                .build();
    }

    static String of(Refused refused) {
        StoredFields fields = new StoredFields();
        List<Violation> violations = refused.violations();
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            String prefix = i + ".";
            fields.put(prefix + "code", violation.code());
            IssuerReason reason = violation.issuer();
            fields.put(prefix + "number", reason == null ? null : reason.number());
            violation.parameters().forEach((name, parameter) -> fields.put(prefix + "of." + name, parameter));
        }
        return fields.text();
    }

    static Refused refused(String text) {
        StoredFields fields = StoredFields.read(text);
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; fields.get(i + ".code") != null; i++) {
            String prefix = i + ".of.";
            Map<String, String> parameters = new LinkedHashMap<>();
            fields.all().forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    parameters.put(name.substring(prefix.length()), value);
                }
            });
            String number = fields.get(i + ".number");
            violations.add(new Violation(
                    ViolationCode.of(fields.require(i + ".code")),
                    parameters,
                    number == null ? null : new IssuerReason(Integer.valueOf(number), null)));
        }
        return new Refused(violations);
    }
}
