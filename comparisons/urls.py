from django.urls import path

from . import views

app_name = "comparisons"

urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-is-counted/", views.method, name="method"),
    path("compare/", views.picker, name="picker"),
    path("compare/<str:address>/", views.comparison, name="comparison"),
    path("compare/<str:address>.<str:file>", views.file, name="file"),
]
