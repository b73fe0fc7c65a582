-- The journals of Redemption, version 2, for PostgreSQL: adds the baskets that are redeemed step by step.
-- Run once by JdbcAttemptJournal.migrate(dataSource) or by a migration tool. Later versions only add.

-- state: 1 open, 2 ended. records: how many the last run has. Times are milliseconds since 1970.
create table redemption_basket (
    seq bigint generated always as identity primary key,
    id bytea not null unique,
    epoch bigint not null,
    state smallint not null,
    records integer not null,
    begun_at bigint not null,
    changed_at bigint not null
);

create index redemption_basket_open on redemption_basket (begun_at, seq) where state = 1;

create index redemption_basket_by_age on redemption_basket (changed_at) where state = 2;

-- position: from 0 in the order of appending. number: made by whoever appends, so that a repeated write is recognised.
create table redemption_basket_record (
    basket bigint not null,
    position integer not null,
    number bigint not null,
    record text not null,
    primary key (basket, position),
    unique (basket, number)
);

insert into redemption_journal_version (version) values (2) on conflict do nothing;
