select
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, value, media_type, history
from paxos_register
where key = :key
