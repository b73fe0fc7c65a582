# Brings Java sources that were written against 7c1c69e to the names in renames.md. GNU sed (gsed on a Mac), on each whole file:
#   find src -name '*.java' -exec sed -z -E -i -f renames.sed {} +
# A short name is changed only in a file that names the old type or imports its whole package, so that other types of that name stay.
# Run it once, on sources under version control. What it cannot see stands at the end of renames.md.

# Methods and options, while the old packages tell whose they are.
s/\b(RedemptionRequest)(\s*)(\.|::|#)of\b/\1\2\3builder/g
s/(\.|::|#)favourable\b/\1isValid/g
s/\b(Usage)(\.|#)UNTOLD\b/\1\2UNKNOWN/g
/import static io\.redemption\.Usage\.(UNKNOWN|\*);/s/\bUNTOLD\b/UNKNOWN/g
s/\bDEFAULT_LATE_APPLY\b/DEFAULT_MAX_EXECUTION_DELAY/g
/\bio\.redemption\.tck\b/s/\bpatience\(\)/timeout()/g
/\bio\.redemption\.(checkout|vauchar)\b/{
  s/\.settling\(\s*(([^(),]|\(([^()]|\([^()]*\))*\))*),\s*(([^()]|\(([^()]|\([^()]*\))*\))*)\)/.maxExecutionDelay(\1).maxReadLag(\4)/g
  s/\.patience\(/.portTimeout(/g
  s/\.closing\(/.ownedResource(/g
  s/\bDEFAULT_PATIENCE\b/DEFAULT_PORT_TIMEOUT/g
}
/\bio\.redemption\.(Resolution|vauchar|checkout|cache)\b/{
  s/(\.|::|#)lateApply\b/\1maxExecutionDelay/g
  s/(\.|::|#)visibility\b/\1maxReadLag/g
  s/\bDEFAULT_VISIBILITY\b/DEFAULT_MAX_READ_LAG/g
}
/\b(TimeLimitedPort|VertxRedemptionPort)\b/{
  s/\.shutdown\(\)/.closeAsync()/g
  s/\.within\(/.withTimeLeft(/g
  s/\bwithin\((final )?Duration\b/withTimeLeft(\1Duration/g
}

# Nested types: by their outer type, by an import, or as a member that the class inherits.
s/\bInvalidationBus\.Notice\b/InvalidationBus.Invalidation/g
/\bio\.redemption\.InvalidationBus\.(Invalidation|\*);|implements [^{]*\bInvalidationBus\b/s/\bNotice\b/Invalidation/g
s/\bInvalidationBus\.Registration\b/InvalidationBus.Subscription/g
/\bio\.redemption\.InvalidationBus\.(Subscription|\*);|implements [^{]*\bInvalidationBus\b/s/\bRegistration\b/Subscription/g
s/\bRedemptionListener\.Breach\b/RedemptionListener.ContractViolation/g
/\bio\.redemption\.RedemptionListener\.(ContractViolation|\*);|implements [^{]*\bRedemptionListener\b/s/\bBreach\b/ContractViolation/g
s/\bRedemptionListener\.CacheAnswer\b/RedemptionListener.CacheResult/g
/\bio\.redemption\.RedemptionListener\.(CacheResult|\*);|implements [^{]*\bRedemptionListener\b/s/\bCacheAnswer\b/CacheResult/g
s/\bRedemptionListener\.Ending\b/RedemptionListener.CallResult/g
/\bio\.redemption\.RedemptionListener\.(CallResult|\*);|implements [^{]*\bRedemptionListener\b/s/\bEnding\b/CallResult/g
s/\bRedemptionListener\.Lane\b/RedemptionListener.TrafficClass/g
/\bio\.redemption\.RedemptionListener\.(TrafficClass|\*);|implements [^{]*\bRedemptionListener\b/s/\bLane\b/TrafficClass/g
s/\bRedemptionListener\.LoadEnd\b/RedemptionListener.LoadResult/g
/\bio\.redemption\.RedemptionListener\.(LoadResult|\*);|implements [^{]*\bRedemptionListener\b/s/\bLoadEnd\b/LoadResult/g

# Types with another name, in files that import or name the old one.
/\bio\.redemption\.(Advice\b|\*;)/{
  s/\bio\.redemption\.Advice\b/io.redemption.model.ValidationResult/g
  s/(^|[^.A-Za-z0-9_])Advice\b/\1ValidationResult/g
}
/\bio\.redemption\.(PortStage\b|\*;)/{
  s/\bio\.redemption\.PortStage\b/io.redemption.port.AbandonableStage/g
  s/(^|[^.A-Za-z0-9_])PortStage\b/\1AbandonableStage/g
}
/\bio\.redemption\.(RedeemableChanges\b|\*;)/{
  s/\bio\.redemption\.RedeemableChanges\b/io.redemption.port.RedemptionChangeListener/g
  s/(^|[^.A-Za-z0-9_])RedeemableChanges\b/\1RedemptionChangeListener/g
}
/\bio\.redemption\.(RedeemableIssuing\b|\*;)/{
  s/\bio\.redemption\.RedeemableIssuing\b/io.redemption.port.IssuingPort/g
  s/(^|[^.A-Za-z0-9_])RedeemableIssuing\b/\1IssuingPort/g
}
/\bio\.redemption\.(TimeLimitedPort\b|\*;)/{
  s/\bio\.redemption\.TimeLimitedPort\b/io.redemption.port.DeadlineAwarePort/g
  s/(^|[^.A-Za-z0-9_])TimeLimitedPort\b/\1DeadlineAwarePort/g
}
/\bio\.redemption\.(UseLimit\b|\*;)/{
  s/\bio\.redemption\.UseLimit\b/io.redemption.model.UsageLimit/g
  s/(^|[^.A-Za-z0-9_])UseLimit\b/\1UsageLimit/g
}
/\bio\.redemption\.(Value\b|\*;)/{
  s/\bio\.redemption\.Value\b/io.redemption.model.Discount/g
  s/(^|[^.A-Za-z0-9_])Value\b/\1Discount/g
}
/\bio\.redemption\.inmemory\.(Call\b|\*;)/{
  s/\bio\.redemption\.inmemory\.Call\b/io.redemption.testing.RecordedCall/g
  s/(^|[^.A-Za-z0-9_])Call\b/\1RecordedCall/g
}
/\bio\.redemption\.inmemory\.(GiveBack\b|\*;)/{
  s/\bio\.redemption\.inmemory\.GiveBack\b/io.redemption.inmemory.ReversalPolicy/g
  s/(^|[^.A-Za-z0-9_])GiveBack\b/\1ReversalPolicy/g
}
/\bio\.redemption\.inmemory\.(Trouble\b|\*;)/{
  s/\bio\.redemption\.inmemory\.Trouble\b/io.redemption.testing.FaultRule/g
  s/(^|[^.A-Za-z0-9_])Trouble\b/\1FaultRule/g
}
/\bio\.redemption\.tck\.(GivenBack\b|\*;)/{
  s/\bio\.redemption\.tck\.GivenBack\b/io.redemption.tck.RestoredOnReversal/g
  s/(^|[^.A-Za-z0-9_])GivenBack\b/\1RestoredOnReversal/g
}
/\bio\.redemption\.wire\.(CouponOrder\b|\*;)/{
  s/\bio\.redemption\.wire\.CouponOrder\b/io.redemption.wire.IssueCouponBody/g
  s/(^|[^.A-Za-z0-9_])CouponOrder\b/\1IssueCouponBody/g
}
/\bio\.redemption\.wire\.(CreateRequest\b|\*;)/{
  s/\bio\.redemption\.wire\.CreateRequest\b/io.redemption.wire.CreateRedemptionBody/g
  s/(^|[^.A-Za-z0-9_])CreateRequest\b/\1CreateRedemptionBody/g
}
/\bio\.redemption\.wire\.(GiftCardOrder\b|\*;)/{
  s/\bio\.redemption\.wire\.GiftCardOrder\b/io.redemption.wire.IssueGiftCardBody/g
  s/(^|[^.A-Za-z0-9_])GiftCardOrder\b/\1IssueGiftCardBody/g
}
/\bio\.redemption\.wire\.(VoucherOrder\b|\*;)/{
  s/\bio\.redemption\.wire\.VoucherOrder\b/io.redemption.wire.IssueVouchersBody/g
  s/(^|[^.A-Za-z0-9_])VoucherOrder\b/\1IssueVouchersBody/g
}

# Types that keep their name in another package.
s/\bio\.redemption\.(RedemptionListener)\b/io.redemption.events.\1/g
s/\bio\.redemption\.(Amount|AttemptId|Audience|BasketOutcome|Capabilities|Capability|CataloguePage|CatalogueQuery|Code|Completeness|Coupon|CurrencyCode|Doubt|FailureCode|Freshness|GiftCard|HistoryQuery|Likelihood|NothingToReverse|Operation|Redeemable|RedeemableId|RedeemableKind|RedeemableState|Redeemed|Redeemer|Redemption|RedemptionAttempt|RedemptionException|RedemptionHistory|RedemptionId|RedemptionOutcome|RedemptionRequest|Refused|Resolution|Reversal|ReversalOutcome|Reversed|Rounding|Ticket|TransactionChoice|TransactionId|Unknown|Usage|Validity|Violation|ViolationCode|Voucher)\b/io.redemption.model.\1/g
s/\bio\.redemption\.(IdSource|InvalidationBus|RedeemablePort|RedemptionPort|TimeSource)\b/io.redemption.port.\1/g
s/\bio\.redemption\.checkout\.(BlockingRedemptions|Redemptions|RedemptionsBuilder)\b/io.redemption.\1/g
s/\bio\.redemption\.checkout\.(AttemptJournal)\b/io.redemption.port.\1/g
s/\bio\.redemption\.inmemory\.(InMemoryInvalidationBus)\b/io.redemption.cache.\1/g
s/\bio\.redemption\.inmemory\.(ManualTime|ScriptedRedemptionPort)\b/io.redemption.testing.\1/g
s/\bio\.redemption\.server\.command\.(RedemptionCommand)\b/io.redemption.cli.\1/g

# Methods in the place of a helper type. An argument may nest parentheses once.
s/\bViolationTexts\.(english|forShopper)\((\w+(\.\w+\([^()]*\))*)\)/\2.\1()/g
s/\bViolationTexts::(english|forShopper)\b/Violation::\1/g
s/\bimport io\.redemption(\.model)?\.ViolationTexts;\n//g

# Events that have a listener type of their own.
s/\bio\.redemption\.events\.RedemptionListener\.TrafficClass\b/io.redemption.events.TrafficClass/g
s/\bio\.redemption\.events\.RedemptionListener\.(Sent|PoolChanged)\b/io.redemption.vertx.TransportListener.\1/g
s/\bio\.redemption\.events\.RedemptionListener\.(Retrying|BreakerChanged|BreakerState)\b/io.redemption.resilience.ResilienceListener.\1/g
s/\bio\.redemption\.events\.RedemptionListener\.(CacheRead|CacheLoaded|CacheResult|LoadResult)\b/io.redemption.cache.CacheListener.\1/g

# Packages and modules.
s/\bimport io\.redemption\.\*;/import io.redemption.events.*;\nimport io.redemption.model.*;\nimport io.redemption.port.*;/g
s/\bimport io\.redemption\.checkout\.\*;/import io.redemption.*;\nimport io.redemption.port.*;/g
s/\bimport io\.redemption\.inmemory\.\*;/&\nimport io.redemption.testing.*;/g
s/\bio\.redemption\.checkout\b/io.redemption/g
s/\bio\.redemption\.junit\b/io.redemption.testing/g
s/\bio\.redemption\.server\.command\b/io.redemption.cli/g
