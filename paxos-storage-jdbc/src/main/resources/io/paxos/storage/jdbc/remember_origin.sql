update paxos_acceptor
set system_identifier = :system_identifier, timeline = :timeline, table_number = :table_number
