-- Whose the rows are: everybody's, or those of one acceptor object, which keeps some of them in
-- memory. The number grows whenever that changes.
alter table paxos_acceptor add column claim bigint not null default 0 check (claim >= 0);
alter table paxos_acceptor add column is_exclusive boolean not null default false;
