"""The addresses of the site; those of the archive itself are in reports/urls.py."""

from django.contrib import admin
from django.urls import include, path

from reports.limits import throttled

handler500 = "reports.views.site.trouble.server_error"
urlpatterns = [
    path("admin/login/", throttled("login", ("POST",))(admin.site.login)),
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
]
