select
    key,
    promised_counter, promised_node, promised_incarnation,
    accepted_counter, accepted_node, accepted_incarnation,
    media_type is not null as has_value,
    case when media_type is null then revision end as revision,
    case when media_type is null then history end as history
from paxos_register
order by key
limit :limit
