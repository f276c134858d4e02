-- Rule R2, under a ballot whose counter is not above the floor: only what is there already goes on.
-- One row is changed iff the state was accepted. Parameters as above the floor.
insert into paxos_register as held (
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history)
select
    :key,
    :promised_counter, :promised_node, :promised_incarnation,
    :accepted_counter, :accepted_node, :accepted_incarnation,
    :revision, :value, :media_type, :history
where exists (
        select 1 from paxos_register where key = :key and accepted_counter is not null)
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
