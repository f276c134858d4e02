-- Rule R1 for many keys, each at most once, above the floor: what write.sql does, with less to send
-- and to decide. A row comes back for each promise, with what it tells. Rows are locked in the order
-- of their keys, as accept.sql tells.
insert into paxos_register as held (
    key, promised_counter, promised_node, promised_incarnation)
select
    asked.key, asked.promised_counter, asked.promised_node, asked.promised_incarnation
from (
    select
        unnest(:keys) as key,
        unnest(:promised_counters) as promised_counter,
        unnest(:promised_nodes) as promised_node,
        unnest(:promised_incarnations) as promised_incarnation) as asked
where exists (
    select from paxos_acceptor where (store_id, era, floor) = (:store, :era, :floor))
on conflict (key) do update set
    promised_counter = excluded.promised_counter,
    promised_node = excluded.promised_node,
    promised_incarnation = excluded.promised_incarnation
where (excluded.promised_counter, excluded.promised_node, excluded.promised_incarnation)
    > (held.promised_counter, held.promised_node, held.promised_incarnation)
returning
    key,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history
