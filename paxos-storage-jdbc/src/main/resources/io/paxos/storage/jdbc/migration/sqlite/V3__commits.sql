-- How many transactions have changed something since there is a witness beside the file, which is told
-- of each; 0 before.
alter table paxos_acceptor add column commits integer not null default 0 check (commits >= 0);

-- As in PostgreSQL, where there is something to tell.
alter table paxos_acceptor add column table_number text;
