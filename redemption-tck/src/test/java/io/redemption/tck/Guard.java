package io.redemption.tck;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The guards of the toy issuer, one for each way in which it can be wrong. Each names the clauses that fail without it:
 * those that always do, and those that may in a race, of which at least one does if none always does.
 */
enum Guard {
    // One atomic step for check and act
    TOTAL_LIMIT_IN_ONE_STEP("", "X1 X3 X13 X21"),
    USER_LIMIT_IN_ONE_STEP("", "X2 X3"),
    VOUCHER_IN_ONE_STEP("", "X4 X23"),
    BALANCE_CHECKED_IN_ONE_STEP("", "X5 X22"),
    BALANCE_READ_AND_WRITTEN_IN_ONE_STEP("", "X5 X22"),
    ATTEMPT_CLAIMED_IN_ONE_STEP("", "X6 X7"),
    REVERSAL_IN_ONE_STEP("", "X11 X12 X13 X21 X22 X23"),

    // Reversals
    REVERSED_ONCE("V8 V9 V14 C3", "X11 X12 X13 X21 X22 X23"),
    REVERSED_UNDER_ITS_OWN_REDEEMABLE("V12 V13", ""),
    THE_RIGHT_ONE_REVERSED("V2 V15 A12 Q6", "X14 X21 X22"),
    NOTHING_IS_NO_REFUSAL("V8 V9 V10 V11 V12 V13 V14", "X11 X12 X13 X21 X22 X23"),
    USE_GIVEN_BACK("V3 V8 D6", "X11 X21"),
    USER_SLOT_GIVEN_BACK("V4", ""),
    VOUCHER_GIVEN_BACK("V5", "X23"),
    BALANCE_GIVEN_BACK("V6 V9 C3 D8", "X12 X14 X22"),
    AUDIENCE_GIVEN_BACK("V7", ""),
    REVERSED_HOWEVER_OLD("V15", ""),
    REVERSED_ARE_NOT_FOUND("V14 V16 U4", ""),
    REVERSED_ARE_NOT_SEARCHED("V14", ""),

    // Replay
    ATTEMPTS_REMEMBERED("A1 A2 A3 A5 A6 A7 A8 A9 A10 A11 A12 A13 K8 K9 K10 K11 K12", "X6 X7"),
    REFUSALS_REMEMBERED_EXACTLY("A4", ""),
    CONTENT_COMPARED("A6 A7 A8 A9 A13 K9 K12", "X7"),
    CONTACT_IS_NO_CONTENT("A11 K11", ""),
    REVERSED_ATTEMPTS_REFUSED("A10 K10", ""),
    REVERSED_MEANS_ITSELF("A12", ""),
    REUSE_TELLS_WHAT_HAPPENED("A13 K12", ""),

    // Unique transaction ids
    FOUND_WHATEVER_THE_KIND("V16 U2", ""),
    SEARCHED_WHATEVER_THE_KIND("U1 Q15 Q16 Q18", ""),
    REVERSED_TRANSACTIONS_ARE_FREE("U3 U4", ""),
    REFUSED_TRANSACTIONS_ARE_FREE("U5", ""),
    TRANSACTIONS_KEPT_APART("U6", ""),
    TRANSACTIONS_ARE_NO_KEYS("U7", ""),

    // Stages
    CAPABILITIES_STAY("S1", ""),
    ABSENT_IS_NOT_NULL("S2 V1 V14 V16 U4 C3 Q2 Q3", ""),
    FAILURES_DO_NOT_THROW("S3 S5 K6 K7", ""),
    FAILURES_ARE_PROOFS("S3 S5 K6 K7", ""),
    REFUSALS_ARE_NO_FAILURES("S2 F1 F2 F3 F4 K3 D10", ""),
    OWN_STAGES("S4 C4", ""),
    CANCELLING_UNDOES_NOTHING("C1 C2", ""),
    CANCELLING_IS_WHOLE("C1 C2 C3", ""),
    CANCELLING_IS_PRIVATE("C1 C2 C5", ""),

    // Judging
    REQUESTS_JUDGED("F5 F6 F7 F8 F9 F10 F11", ""),
    SWITCH_JUDGED("F10 L1 L2 K3", ""),
    AUDIENCE_JUDGED("L8 L9", ""),
    ONLY_COUPONS_MAKE_EXISTING("L10", ""),
    USER_LIMIT_JUDGED("R9 L5 L6", "X2 X3"),
    VOUCHER_JUDGED("L11 D10", "X4 X23"),
    MANY_USES_ALLOWED("L12", ""),
    TOTAL_LIMIT_EXACT("L3 L6 V8 A4 C1 K1 K4 D10", "X1 X3 X11 X13 X21"),
    NO_LIMIT_IS_NONE("L4", ""),
    LIMITS_KEPT_APART("L7", ""),
    KINDS_KEPT_APART("F4", ""),
    STARTED_AT_ITS_START("T1 T2 T3", ""),
    EXPIRED_AT_ITS_END("T4 T5 T6", ""),
    ALL_REASONS_TOLD("F10 L6", ""),
    REFUSALS_CHANGE_NOTHING("F11 L13 L14 K2 K5", "X5 X22"),

    // Echo
    REDEEMER_KEPT("R1 R2 R3 R4 R5", ""),
    NOBODY_STAYS_NOBODY("R6", ""),
    ZERO_IS_A_USER("R9", ""),
    TEXTS_KEPT("R13", ""),
    AMOUNTS_EXACT("R10", ""),
    TRANSACTIONS_KEPT("R7", ""),
    NO_TRANSACTION_MADE_UP("R8 Q16", ""),
    OWN_REDEMPTION_IDS("R11 V2 V8 A12 U3 U7", ""),
    WHOLE_SECONDS("R12", ""),

    // Reads
    FOUND_AS_ACKNOWLEDGED("V16 Q1 Q14", ""),
    FOUND_UNDER_ITS_OWN_REDEEMABLE("Q3", ""),
    UNKNOWN_HAS_NO_HISTORY("Q4", ""),
    LIST_FORGETS_NOTHING("V15 Q14", ""),
    OWN_WRITES_LISTED("F11 Q6 Q8", "X21 X22 X23"),
    NEWEST_FIRST("Q5 Q7 Q10 Q11 Q13 Q14", ""),
    TRANSACTIONS_COMPARED_WHOLE("Q7", ""),
    SEARCHED_WHOSEVER_THEY_ARE("Q15", ""),
    CANDIDATES_SHOWN("Q16", ""),
    STRANGERS_NOT_SHOWN("Q17", ""),
    SEARCHED_EXACTLY("Q18", ""),
    COMPLETENESS_TOLD("Q8 Q10", ""),
    COUNT_OF_ALL("Q9", ""),
    PAGES_STAY("Q11", ""),
    ISSUER_TIME_TOLD("Q12", ""),

    // Baskets
    BASKET_ALL_OR_NOTHING("K2 K3 K4 K5", "X8"),
    BASKET_IN_ITS_ORDER("K1 K4 K5 K8 K10", ""),
    EARLIER_ITEMS_COUNT("K4 K5", ""),
    ALL_ITEMS_TOLD("K3", ""),

    // Descriptions and advice
    TERMS_TOLD("D1 D2 D3", ""),
    USAGE_TOLD_ANEW("D6 D7 D8", ""),
    CODES_KNOWN("D4", ""),
    UNKNOWN_IS_AN_ANSWER("D5", ""),
    ADVICE_IS_JUDGED("D10", ""),
    ADVICE_RECORDS_NOTHING("D9", "");

    private final String always;
    private final String perhaps;

    Guard(String always, String perhaps) {
        this.always = always;
        this.perhaps = perhaps;
    }

    private static Set<String> numbers(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(" ", -1)));
    }

    /** The clauses that fail without it, whenever they are run. */
    Set<String> always() {
        return numbers(always);
    }

    /** The clauses that can fail without it, depending on the order of threads. */
    Set<String> perhaps() {
        return numbers(perhaps);
    }
}
