-- Why requests were refused: without the values, which the replies do not carry.
select key, promised_counter, promised_node, promised_incarnation, accepted_counter
from paxos_register
where key = any (:keys)
