-- One snapshot for the era and the rows.
begin isolation level repeatable read read only;
select store_id, era, configuration, floor from paxos_acceptor
