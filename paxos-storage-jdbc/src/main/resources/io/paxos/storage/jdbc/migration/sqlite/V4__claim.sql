-- As in PostgreSQL. A file is locked instead, so these stay as they are.
alter table paxos_acceptor add column claim integer not null default 0 check (claim >= 0);
alter table paxos_acceptor add column is_exclusive integer not null default 0;
