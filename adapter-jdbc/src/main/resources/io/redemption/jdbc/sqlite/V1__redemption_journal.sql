-- The attempt journal of Redemption, version 1, for SQLite.
-- Run once by JdbcAttemptJournal.migrate(dataSource) or by a migration tool. Later versions only add.

create table if not exists redemption_journal_version (
    version integer not null primary key
);

-- state: 1 under way, 2 in doubt, 3 redeemed, 4 refused, 5 proven absent. Times are milliseconds since 1970.
create table redemption_attempt (
    seq integer primary key,
    id blob not null unique,
    state integer not null,
    opening integer not null,
    kind text,
    redeemable text,
    amount text,
    choice text,
    chosen text,
    user_digest blob,
    user_key blob,
    transaction_key blob unique,
    ticket text,
    redemption_key blob,
    outcome text,
    begun_at integer not null,
    changed_at integer not null,
    holder text,
    held_until integer not null,
    handed_over text,
    handed_over_at integer
);

create index redemption_attempt_of_redemption on redemption_attempt (redemption_key) where redemption_key is not null;

create index redemption_attempt_in_doubt on redemption_attempt (begun_at) where state < 3;

create index redemption_attempt_by_age on redemption_attempt (changed_at) where state >= 3;

-- state: 1 gone, 2 in doubt, 3 standing.
create table redemption_reversal (
    id blob not null primary key,
    state integer not null,
    ticket text,
    outcome text,
    begun_at integer not null,
    changed_at integer not null,
    holder text,
    held_until integer not null,
    handed_over text,
    handed_over_at integer
);

create index redemption_reversal_by_age on redemption_reversal (changed_at);

create table redemption_marker_evidence (
    kind text not null,
    kept integer not null,
    seen_at integer not null,
    primary key (kind, kept)
);

insert into redemption_journal_version (version) values (1) on conflict do nothing;
