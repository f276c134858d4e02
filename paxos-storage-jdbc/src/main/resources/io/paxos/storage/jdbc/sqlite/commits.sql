select commits from paxos_acceptor
