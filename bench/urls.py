from bench.workloads import gathered

app_name = "bench"
urlpatterns = gathered("urlpatterns")
