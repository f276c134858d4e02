-- Why a request was refused: without the value, which the reply does not carry.
select promised_counter, promised_node, promised_incarnation, accepted_counter
from paxos_register
where key = :key
