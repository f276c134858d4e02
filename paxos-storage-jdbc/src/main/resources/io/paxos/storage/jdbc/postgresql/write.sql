-- Rules R1 and R2 for many keys, each at most once; a row comes back for each that was granted.
-- Nothing is, unless the acceptor stands as the sender knows it, who may not have asked yet.
-- One statement for both kinds of request, so that all rows of a transaction are locked in the
-- order of their keys, as accept.sql tells. What is proposed has an accepted ballot iff it is an
-- accept.
-- The floor is asked of the snapshot, the ballots of the locked row. A row that holds something
-- in the snapshot still does: only who changes the floor, and so excludes us, takes that away. A
-- row that got its first state since the snapshot got it above the floor, above what is refused.
insert into paxos_register as held (
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history)
select
    asked.key,
    asked.promised_counter, asked.promised_node, asked.promised_incarnation,
    asked.accepted_counter, asked.accepted_node, asked.accepted_incarnation,
    asked.revision, asked.value, asked.media_type, asked.history
from (
    select
        unnest(:keys) as key,
        unnest(:promised_counters) as promised_counter,
        unnest(:promised_nodes) as promised_node,
        unnest(:promised_incarnations) as promised_incarnation,
        unnest(:accepted_counters) as accepted_counter,
        unnest(:accepted_nodes) as accepted_node,
        unnest(:accepted_incarnations) as accepted_incarnation,
        unnest(:revisions) as revision,
        unnest(:values) as value,
        unnest(:media_types) as media_type,
        unnest(:histories) as history) as asked
where exists (
        select from paxos_acceptor where (store_id, era, floor) = (:store, :era, :floor))
    and (coalesce(asked.accepted_counter, asked.promised_counter) > :floor
        or exists (
            select from paxos_register as there
            where there.key = asked.key and there.accepted_counter is not null))
on conflict (key) do update set
    promised_counter = excluded.promised_counter,
    promised_node = excluded.promised_node,
    promised_incarnation = excluded.promised_incarnation,
    accepted_counter = coalesce(excluded.accepted_counter, held.accepted_counter),
    accepted_node = coalesce(excluded.accepted_node, held.accepted_node),
    accepted_incarnation = coalesce(excluded.accepted_incarnation, held.accepted_incarnation),
    revision = coalesce(excluded.revision, held.revision),
    value = case when excluded.accepted_counter is null then held.value else excluded.value end,
    media_type =
        case when excluded.accepted_counter is null then held.media_type else excluded.media_type end,
    history = coalesce(excluded.history, held.history)
where case when excluded.accepted_counter is null
    then (excluded.promised_counter, excluded.promised_node, excluded.promised_incarnation)
        > (held.promised_counter, held.promised_node, held.promised_incarnation)
    else (excluded.accepted_counter, excluded.accepted_node, excluded.accepted_incarnation)
        >= (held.promised_counter, held.promised_node, held.promised_incarnation)
end
-- What promises tell; the value goes back only with them.
returning
    key,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, case when key = any (:prepared) then value end as value, media_type, history
