-- The attempt journal of Redemption, version 3, for PostgreSQL: what persons decide about attempts in doubt.
-- Run once by JdbcAttemptJournal.migrate(dataSource) or by a migration tool. Later versions only add.

-- A decision belongs to an opening of its attempt; the highest number is valid. Times are milliseconds since 1970.
create table redemption_decision (
    attempt bytea not null,
    opening bigint not null,
    number integer not null,
    decided text not null,
    decided_by text not null,
    note text not null,
    decided_at bigint not null,
    primary key (attempt, opening, number)
);

insert into redemption_journal_version (version) values (3) on conflict do nothing;
