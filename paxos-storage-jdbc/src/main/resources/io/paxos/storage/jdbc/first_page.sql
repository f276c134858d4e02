select
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation
from paxos_register
order by key
limit :limit
