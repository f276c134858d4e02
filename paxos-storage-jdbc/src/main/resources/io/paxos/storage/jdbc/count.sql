select count(*) from paxos_register
