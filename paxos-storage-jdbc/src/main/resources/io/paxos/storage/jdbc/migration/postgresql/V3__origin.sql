-- The number of this table in its server, which a table that was restored from a dump does not get.
alter table paxos_acceptor add column table_number text;
