update paxos_acceptor set floor = max(floor, :floor) returning floor
