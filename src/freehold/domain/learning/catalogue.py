"""What is known about learning a skill: what comes before it, how many hours it usually takes, and where to learn it for nothing.

A line is: skill | what comes before | hours from–to | key of the resource. The hours are our own rough range for somebody who works in a
neighbouring field and wants to take on small paid work with it; they are no measurement, and pages say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from freehold.domain.learning.resources import RESOURCES, Resource


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """One skill of the table: `hours` is a range without what comes before it."""

    name: str
    before: tuple[str, ...]
    hours_low: int
    hours_high: int
    resource: Resource


_LINES = """
HTML | | 10-25 | mdn
CSS | HTML | 20-50 | mdn
Sass | CSS | 5-12 | sass
Tailwind CSS | CSS | 10-25 | tailwind
Bootstrap | CSS | 8-20 | mdn
JavaScript | HTML | 60-120 | mdn_js
TypeScript | JavaScript | 25-60 | typescript
React | JavaScript | 40-100 | react
Redux | React | 10-25 | redux
Next.js | React | 25-60 | nextjs
Vue.js | JavaScript | 35-80 | vue
Nuxt | Vue.js | 20-45 | vue
Angular | TypeScript | 50-110 | angular
Svelte | JavaScript | 25-60 | svelte
D3.js | JavaScript | 25-60 | d3
Three.js | JavaScript | 40-90 | three
WebAssembly | JavaScript | 30-70 | wasm
Storybook | JavaScript | 6-15 | storybook
Web performance | JavaScript | 20-45 | webperf
Accessibility | HTML | 20-45 | wai
Progressive web apps | JavaScript | 15-35 | mdn
GraphQL | JavaScript | 15-35 | graphql
gRPC | | 15-30 | grpc
REST APIs | | 15-35 | mdn
Node.js | JavaScript | 30-70 | node
NestJS | TypeScript, Node.js | 25-55 | nest
Electron | Node.js | 20-45 | electron
Python | | 60-120 | python
Django | Python | 50-110 | django
Django REST Framework | Django | 20-45 | drf
Flask | Python | 25-55 | flask
FastAPI | Python | 20-45 | fastapi
Celery | Python | 10-25 | celery
pytest | Python | 10-25 | pytest
PHP | HTML | 50-100 | php
Laravel | PHP | 50-110 | laravel
Symfony | PHP | 60-120 | symfony
WordPress | HTML | 30-70 | wordpress
WooCommerce | WordPress | 25-55 | woo
Shopify | HTML | 25-60 | shopify
Drupal | PHP | 50-110 | drupal
Ruby | | 50-100 | ruby
Ruby on Rails | Ruby | 60-120 | rails
Java | | 90-180 | java
Spring | Java | 60-130 | spring
Kotlin | | 50-110 | kotlin
Scala | | 80-170 | scala
C# | | 80-160 | csharp
.NET | C# | 50-110 | csharp
ASP.NET | C# | 40-90 | aspnet
Go | | 50-110 | go
Rust | | 90-200 | rust
C++ | | 120-250 | cpp
C | | 80-170 | cpp
Qt | C++ | 50-110 | qt
Elixir | | 50-110 | elixir
Haskell | | 90-200 | haskell
Solidity | | 60-130 | solidity
Swift | | 70-140 | swift
iOS development | Swift | 70-150 | swift
Android development | Kotlin | 80-160 | android
Dart | | 25-60 | dart
Flutter | Dart | 50-110 | flutter
React Native | React | 35-80 | reactnative
SQL | | 25-60 | sqlbolt
PostgreSQL | SQL | 25-60 | postgres
MySQL | SQL | 20-50 | mysql
MongoDB | | 20-45 | mongodb
Redis | | 10-25 | redis
Elasticsearch | | 30-70 | elastic
Neo4j | | 20-50 | neo4j
ClickHouse | SQL | 25-55 | clickhouse
Database design | SQL | 25-60 | postgres
RabbitMQ | | 12-30 | rabbit
Apache Kafka | | 35-80 | kafka
Apache Spark | SQL | 45-100 | spark
Apache Airflow | Python | 25-60 | airflow
dbt | SQL | 15-40 | dbt
Data engineering | Python, SQL | 90-200 | airflow
Data analysis | SQL | 50-110 | numpy
Data visualisation | | 25-60 | d3
Data science | Python, Statistics | 120-260 | r4ds
Statistics | | 70-150 | statsbook
R | | 50-110 | r4ds
pandas | Python | 25-60 | numpy
Power BI | | 30-70 | powerbi
Tableau | | 30-70 | tableau
Microsoft Excel | | 20-50 | excel
Machine learning | Python, Statistics | 100-220 | mit_ml
Deep learning | Machine learning | 90-200 | dl_book
PyTorch | Python, Machine learning | 50-110 | pytorch
TensorFlow | Python, Machine learning | 50-110 | tensorflow
Natural language processing | Machine learning | 80-180 | nltk
Computer vision | Machine learning | 80-180 | opencv
MLOps | Machine learning, Docker | 60-130 | mlops
Large language models | Python | 40-100 | hugging
Prompt engineering | | 8-20 | prompt
Retrieval-augmented generation | Large language models | 30-70 | langchain
LangChain | Python, Large language models | 20-45 | langchain
Hugging Face | Python, Machine learning | 25-60 | hugging
AI agents | Large language models | 30-70 | hugging
Git | | 10-25 | git
Linux | | 40-90 | linux
Bash | Linux | 20-45 | bash
PowerShell | | 20-45 | powershell
Nginx | Linux | 10-25 | nginx
Docker | Linux | 20-50 | docker
Kubernetes | Docker | 60-140 | k8s
Terraform | | 30-70 | terraform
Ansible | Linux | 25-60 | ansible
CI/CD | Git | 20-50 | gha
GitHub Actions | Git | 12-30 | gha
GitLab CI | Git | 12-30 | gitlab
Jenkins | Git | 20-45 | jenkins
Argo CD | Kubernetes | 15-35 | argocd
AWS | | 70-160 | aws
Microsoft Azure | | 70-160 | azure
Google Cloud | | 60-140 | gcloud
DevOps | Linux, CI/CD | 80-180 | docker
Site reliability engineering | Linux, Monitoring | 80-180 | sre
Monitoring | Linux | 20-50 | prometheus
Prometheus | | 15-40 | prometheus
Grafana | | 10-25 | grafana
OpenTelemetry | | 20-45 | otel
Microservices | REST APIs | 40-90 | grpc
Test automation | | 40-90 | playwright
Software testing | | 30-70 | istqb
Selenium | | 20-50 | selenium
Playwright | JavaScript | 15-35 | playwright
Cypress | JavaScript | 15-35 | cypress
Jest | JavaScript | 8-20 | jest
Application security | | 60-140 | owasp
Penetration testing | Computer networking, Linux | 120-260 | owasp
Computer networking | | 50-110 | linux
Stripe | REST APIs | 12-30 | stripe
Unity | C# | 80-180 | unity
Unreal Engine | C++ | 100-220 | unreal
Godot | | 50-110 | godot
Arduino | | 25-60 | arduino
PCB design | | 60-140 | kicad
FreeCAD | | 40-90 | freecad
Figma | | 20-50 | figma
Penpot | | 20-45 | penpot
UI design | | 60-130 | figma
UX design | | 70-150 | figma
Prototyping | Figma | 12-30 | figma
Vector illustration | | 40-90 | inkscape
Blender | | 80-180 | blender
3D modelling | | 70-160 | blender
GIMP | | 25-60 | gimp
Adobe Lightroom | | 20-45 | lightroom
Photo retouching | | 40-90 | gimp
DaVinci Resolve | | 35-80 | davinci
Video editing | | 50-110 | davinci
Color grading | Video editing | 30-70 | davinci
Audio editing | | 30-70 | audacity
Music production | | 80-180 | ableton
SEO | | 40-90 | seo
Technical SEO | SEO, HTML | 30-70 | seo
Google Analytics | | 20-45 | ga
Google Ads | | 30-70 | gads
Email marketing | | 20-50 | hubspot
Content marketing | | 30-70 | hubspot
Marketing strategy | | 50-110 | marketing_book
HubSpot | | 20-45 | hubspot
Technical writing | | 25-60 | teamtopo
Bookkeeping | | 60-130 | bookkeep
Accounting | Bookkeeping | 120-250 | bookkeep
Financial analysis | Accounting | 70-150 | finance_book
Financial modelling | Microsoft Excel, Accounting | 50-110 | finance_book
CAT tools | | 15-40 | omegat
OmegaT | | 8-20 | omegat
Post-editing | CAT tools | 20-50 | omegat
Localization | CAT tools | 30-70 | omegat
LibreOffice | | 10-25 | libreoffice
Scrum | | 10-25 | scrum
Process modelling | | 20-50 | procbook
Data protection | | 40-90 | ico
"""


def _read(lines: str) -> dict[str, SkillFacts]:
    found = {}
    for line in filter(None, lines.splitlines()):
        name, before, hours, key = (part.strip() for part in line.split("|"))
        low, high = (int(part) for part in hours.split("-"))
        first = tuple(part.strip() for part in before.split(",") if part.strip())
        found[name] = SkillFacts(name, first, low, high, RESOURCES[key])
    return found


SKILLS = _read(_LINES)
