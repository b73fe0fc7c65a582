-- The journals of Redemption, version 2, for SQLite: adds the baskets that are redeemed step by step.
-- Run once by JdbcAttemptJournal.migrate(dataSource) or by a migration tool. Later versions only add.

-- state: 1 open, 2 ended. records: how many the last run has. Times are milliseconds since 1970.
create table redemption_basket (
    seq integer primary key,
    id blob not null unique,
    epoch integer not null,
    state integer not null,
    records integer not null,
    begun_at integer not null,
    changed_at integer not null
);

create index redemption_basket_open on redemption_basket (begun_at, seq) where state = 1;

create index redemption_basket_by_age on redemption_basket (changed_at) where state = 2;

-- position: from 0 in the order of appending. number: made by whoever appends, so that a repeated write is recognised.
create table redemption_basket_record (
    basket integer not null,
    position integer not null,
    number integer not null,
    record text not null,
    primary key (basket, position),
    unique (basket, number)
) without rowid;

insert into redemption_journal_version (version) values (2) on conflict do nothing;
