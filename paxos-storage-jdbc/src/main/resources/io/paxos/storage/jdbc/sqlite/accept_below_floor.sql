-- Rule R2, under a ballot whose counter is not above the floor: only what is there already goes on.
-- One row is changed iff the state was accepted. Parameters, by their numbers, as above the floor.
update paxos_register set
    promised_counter = ?2, promised_node = ?3, promised_incarnation = ?4,
    accepted_counter = ?5, accepted_node = ?6, accepted_incarnation = ?7,
    revision = ?8, value = ?9, media_type = ?10, history = ?11
where key = ?1
    and accepted_counter is not null
    and (?5, ?6, ?7) >= (promised_counter, promised_node, promised_incarnation)
