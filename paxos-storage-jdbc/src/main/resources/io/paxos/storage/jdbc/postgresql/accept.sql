-- Rule R2 for many keys, each at most once, above the floor, of proposers who promise themselves the
-- next round, if anything: what write.sql does, with less to send and to decide. A row comes back
-- for each that was accepted.
-- The arrays are unnested in step, in their order, which is that of the keys: no sort is needed so
-- that all who write lock rows in one order. If the server took another, two of them might wait for
-- each other, and it would end one.
insert into paxos_register as held (
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history)
select
    asked.key,
    asked.promised_counter, asked.node, asked.incarnation,
    asked.accepted_counter, asked.node, asked.incarnation,
    asked.revision, asked.value, asked.media_type, asked.history
from (
    select
        unnest(:keys) as key,
        unnest(:promised_counters) as promised_counter,
        unnest(:accepted_counters) as accepted_counter,
        unnest(:nodes) as node,
        unnest(:incarnations) as incarnation,
        unnest(:revisions) as revision,
        unnest(:values) as value,
        unnest(:media_types) as media_type,
        unnest(:histories) as history) as asked
where exists (
    select from paxos_acceptor where (store_id, era, floor) = (:store, :era, :floor))
on conflict (key) do update set
    promised_counter = excluded.promised_counter,
    promised_node = excluded.promised_node,
    promised_incarnation = excluded.promised_incarnation,
    accepted_counter = excluded.accepted_counter,
    accepted_node = excluded.accepted_node,
    accepted_incarnation = excluded.accepted_incarnation,
    revision = excluded.revision,
    value = excluded.value,
    media_type = excluded.media_type,
    history = excluded.history
where (excluded.accepted_counter, excluded.accepted_node, excluded.accepted_incarnation)
    >= (held.promised_counter, held.promised_node, held.promised_incarnation)
returning key
