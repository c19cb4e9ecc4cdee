import sys, cProfile, pstats
sys.argv = ["x", sys.argv[1], *sys.argv[2:]]
exec(open("/tmp/tperf/bench.py").read().split('if __name__')[0])
d = [as_text(L.make(n, "letter")[0]).encode() for n in range(60)]
f = stages(d)["tasks"]; f()
pr = cProfile.Profile(); pr.enable(); f(); pr.disable()
s = pstats.Stats(pr); s.sort_stats("tottime")
for w in sys.argv[2:]: s.print_callers(w)
