create table if not exists orders (
  id         varchar(64) primary key,
  state      varchar(16) not null,
  attempt    varchar(4000) not null,
  ticket     varchar(2000),
  redemption varchar(200)
);
