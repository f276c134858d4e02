-- Rule R2, under a ballot whose counter is above the floor. One row is changed iff the state was
-- accepted.
insert into paxos_register as held (
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history)
values (
    :key,
    :promised_counter, :promised_node, :promised_incarnation,
    :accepted_counter, :accepted_node, :accepted_incarnation,
    :revision, :value, :media_type, :history)
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
