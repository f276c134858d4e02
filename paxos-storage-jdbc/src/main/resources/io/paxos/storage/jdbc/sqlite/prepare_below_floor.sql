-- Rule R1, under a ballot whose counter is not above the floor: only a row that holds a state can
-- promise. One row is changed iff the promise was granted. Parameters, by their numbers, as above the
-- floor.
update paxos_register set
    promised_counter = ?2, promised_node = ?3, promised_incarnation = ?4
where key = ?1
    and accepted_counter is not null
    and (?2, ?3, ?4) > (promised_counter, promised_node, promised_incarnation)
