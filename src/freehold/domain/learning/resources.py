"""Free places to learn from, each with its address and licence as it states them. Facts in our own words; no paid offer, no affiliate link.

A line is: key | title | address | licence ("free to read" where the page is open to everybody but states no open licence).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to learn from. `licence` as it states it; hours are a range where its source gives one; `source` says where it is from."""

    title: str
    url: str
    licence: str = ""
    hours_low: int | None = None
    hours_high: int | None = None
    prerequisites: tuple[str, ...] = ()
    section: str = ""
    source: str = ""


_LINES = """
ableton | Learning Music, by Ableton | https://learningmusic.ableton.com/ | free to read
angular | Angular tutorials | https://angular.dev/tutorials | CC BY 4.0
ansible | Ansible: getting started | https://docs.ansible.com/ansible/latest/getting_started/ | GPL-3.0
airflow | Apache Airflow tutorials | https://airflow.apache.org/docs/apache-airflow/stable/tutorial/ | Apache-2.0
argocd | Argo CD: getting started | https://argo-cd.readthedocs.io/en/stable/getting_started/ | Apache-2.0
aspnet | ASP.NET Core tutorials | https://learn.microsoft.com/aspnet/core/tutorials/ | CC BY 4.0
aws | AWS Skill Builder, free courses | https://skillbuilder.aws/ | free with an account
azure | Azure learning paths | https://learn.microsoft.com/training/azure/ | free to read
bash | Bash Guide for Beginners | https://tldp.org/LDP/Bash-Beginners-Guide/html/ | GFDL
blender | Blender manual | https://docs.blender.org/manual/ | CC BY-SA 4.0
celery | First steps with Celery | https://docs.celeryq.dev/en/stable/getting-started/ | BSD-3-Clause
clickhouse | ClickHouse quick start and tutorial | https://clickhouse.com/docs/tutorial | CC BY-NC-SA 4.0
cpp | LearnCpp | https://www.learncpp.com/ | free to read
csharp | C# guide | https://learn.microsoft.com/dotnet/csharp/ | CC BY 4.0
cypress | Learn Cypress | https://learn.cypress.io/ | free to read
d3 | D3: getting started | https://d3js.org/getting-started | ISC
dart | Dart tutorials | https://dart.dev/tutorials | CC BY 4.0
dbt | dbt quickstart and fundamentals | https://docs.getdbt.com/docs/get-started-dbt | Apache-2.0
django | Django tutorial | https://docs.djangoproject.com/en/stable/intro/tutorial01/ | BSD-3-Clause
drf | Django REST framework tutorial | https://www.django-rest-framework.org/tutorial/quickstart/ | BSD-3-Clause
docker | Docker: get started | https://docs.docker.com/get-started/ | Apache-2.0
dl_book | Dive into Deep Learning | https://d2l.ai/ | CC BY-SA 4.0
drupal | Drupal user guide | https://www.drupal.org/docs/user_guide/en/index.html | CC BY-SA 2.0
elastic | Elasticsearch: get started | https://www.elastic.co/docs/get-started | free to read
elixir | Elixir: getting started | https://hexdocs.pm/elixir/introduction.html | Apache-2.0
electron | Electron tutorial | https://www.electronjs.org/docs/latest/tutorial/tutorial-prerequisites | MIT
excel | Excel training | https://support.microsoft.com/excel | free to read
fastapi | FastAPI tutorial | https://fastapi.tiangolo.com/tutorial/ | MIT
figma | Figma learn | https://help.figma.com/hc/en-us/categories/360002042553 | free to read
flask | Flask tutorial | https://flask.palletsprojects.com/en/stable/tutorial/ | BSD-3-Clause
flutter | Flutter: learn | https://docs.flutter.dev/get-started/learn-flutter | CC BY 4.0
gcloud | Google Cloud: documentation and quickstarts | https://cloud.google.com/docs/get-started | CC BY 4.0
git | Pro Git | https://git-scm.com/book/en/v2 | CC BY-NC-SA 3.0
ga | Google Analytics training | https://developers.google.com/analytics | CC BY 4.0
gads | Google Ads help and training | https://support.google.com/google-ads | free to read
gha | GitHub Actions documentation | https://docs.github.com/actions | CC BY 4.0
gimp | GIMP user manual | https://docs.gimp.org/ | GFDL
gitlab | GitLab CI/CD tutorials | https://docs.gitlab.com/ee/ci/ | CC BY-SA 4.0
go | A Tour of Go | https://go.dev/tour/ | BSD-3-Clause
godot | Godot: getting started | https://docs.godotengine.org/en/stable/getting_started/ | CC BY 3.0
grafana | Grafana tutorials | https://grafana.com/tutorials/ | free to read
graphql | Introduction to GraphQL | https://graphql.org/learn/ | MIT
grpc | gRPC documentation | https://grpc.io/docs/ | CC BY 4.0
haskell | Learn You a Haskell, community edition | https://learnyouahaskell.github.io/ | CC BY-NC-SA 3.0
hugging | Hugging Face courses | https://huggingface.co/learn | Apache-2.0
inkscape | Inkscape tutorials | https://inkscape.org/learn/ | CC BY-SA 4.0
istqb | ISTQB foundation syllabus | https://istqb.org/certifications/certified-tester-foundation-level-ctfl-v4-0/ | free to read
java | Dev.java: learn Java | https://dev.java/learn/ | free to read
jenkins | Jenkins guided tour | https://www.jenkins.io/doc/pipeline/tour/getting-started/ | CC BY-SA 4.0
jest | Jest: getting started | https://jestjs.io/docs/getting-started | MIT
k8s | Kubernetes tutorials | https://kubernetes.io/docs/tutorials/ | CC BY 4.0
kafka | Apache Kafka quickstart | https://kafka.apache.org/quickstart | Apache-2.0
kicad | KiCad: getting started | https://docs.kicad.org/ | GPL-3.0 or CC BY 3.0
kotlin | Kotlin tour | https://kotlinlang.org/docs/kotlin-tour-welcome.html | Apache-2.0
langchain | LangChain tutorials | https://python.langchain.com/docs/tutorials/ | MIT
laravel | Laravel documentation | https://laravel.com/docs | MIT
linux | Linux Journey | https://linuxjourney.com/ | CC BY-SA 4.0
mdn | MDN: learn web development | https://developer.mozilla.org/en-US/docs/Learn_web_development | CC BY-SA 2.5
mdn_js | MDN: JavaScript guide | https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide | CC BY-SA 2.5
mit_ml | Machine learning crash course, Google | https://developers.google.com/machine-learning/crash-course | CC BY 4.0
mlops | Made With ML | https://madewithml.com/ | MIT
mongodb | MongoDB manual: tutorials | https://www.mongodb.com/docs/manual/tutorial/getting-started/ | CC BY-NC-SA 3.0
mysql | MySQL tutorial | https://dev.mysql.com/doc/refman/8.4/en/tutorial.html | free to read
neo4j | Neo4j GraphAcademy | https://graphacademy.neo4j.com/ | free with an account
nest | NestJS: first steps | https://docs.nestjs.com/first-steps | MIT
nextjs | Learn Next.js | https://nextjs.org/learn | free to read
nginx | nginx beginner's guide | https://nginx.org/en/docs/beginners_guide.html | BSD-2-Clause
nltk | Speech and Language Processing, draft | https://web.stanford.edu/~jurafsky/slp3/ | free to read
node | Introduction to Node.js | https://nodejs.org/en/learn | MIT
numpy | pandas: getting started | https://pandas.pydata.org/docs/getting_started/ | BSD-3-Clause
opencv | OpenCV tutorials | https://docs.opencv.org/4.x/d9/df8/tutorial_root.html | Apache-2.0
otel | OpenTelemetry: getting started | https://opentelemetry.io/docs/getting-started/ | CC BY 4.0
owasp | OWASP web security testing guide | https://owasp.org/www-project-web-security-testing-guide/ | CC BY-SA 4.0
php | PHP manual | https://www.php.net/manual/en/ | CC BY 3.0
playwright | Playwright: getting started | https://playwright.dev/docs/intro | Apache-2.0
postgres | PostgreSQL tutorial | https://www.postgresql.org/docs/current/tutorial.html | PostgreSQL licence
powerbi | Power BI learning paths | https://learn.microsoft.com/training/powerplatform/power-bi | free to read
powershell | PowerShell 101 | https://learn.microsoft.com/powershell/scripting/learn/ps101/00-introduction | CC BY 4.0
prometheus | Prometheus: first steps | https://prometheus.io/docs/introduction/first_steps/ | Apache-2.0
prompt | Prompt engineering guide | https://www.promptingguide.ai/ | MIT
pytest | pytest: get started | https://docs.pytest.org/en/stable/getting-started.html | MIT
python | The Python tutorial | https://docs.python.org/3/tutorial/ | PSF licence
pytorch | PyTorch tutorials | https://docs.pytorch.org/tutorials/ | BSD-3-Clause
qt | Qt for beginners | https://doc.qt.io/qt-6/gettingstarted.html | GFDL
r4ds | R for Data Science | https://r4ds.hadley.nz/ | CC BY-NC-ND 3.0
rabbit | RabbitMQ tutorials | https://www.rabbitmq.com/tutorials | Apache-2.0
rails | Getting started with Rails | https://guides.rubyonrails.org/getting_started.html | CC BY-SA 4.0
react | React: learn | https://react.dev/learn | CC BY 4.0
reactnative | React Native: the basics | https://reactnative.dev/docs/getting-started | CC BY 4.0
redis | Redis documentation | https://redis.io/docs/latest/get-started/ | free to read
redux | Redux essentials | https://redux.js.org/tutorials/essentials/part-1-overview-concepts | MIT
ruby | Ruby in twenty minutes and beyond | https://www.ruby-lang.org/en/documentation/ | free to read
rust | The Rust Programming Language | https://doc.rust-lang.org/book/ | MIT or Apache-2.0
sass | Sass basics | https://sass-lang.com/guide/ | MIT
scala | Scala book | https://docs.scala-lang.org/scala3/book/introduction.html | CC BY-SA 4.0
scrum | The Scrum Guide | https://scrumguides.org/ | CC BY-SA 4.0
selenium | Selenium: getting started | https://www.selenium.dev/documentation/webdriver/getting_started/ | Apache-2.0
seo | Google's SEO starter guide | https://developers.google.com/search/docs/fundamentals/seo-starter-guide | CC BY 4.0
shopify | Shopify developer documentation | https://shopify.dev/docs | free to read
solidity | Solidity documentation | https://docs.soliditylang.org/ | GPL-3.0
spark | Spark quick start | https://spark.apache.org/docs/latest/quick-start.html | Apache-2.0
spring | Spring guides | https://spring.io/guides | Apache-2.0
sqlbolt | SQLBolt | https://sqlbolt.com/ | free to read
sre | Site Reliability Engineering, the book | https://sre.google/sre-book/table-of-contents/ | CC BY-NC-ND 4.0
statsbook | OpenIntro Statistics | https://www.openintro.org/book/os/ | CC BY-SA 3.0
storybook | Storybook tutorials | https://storybook.js.org/tutorials/ | MIT
stripe | Stripe documentation | https://docs.stripe.com/ | free to read
svelte | Svelte tutorial | https://svelte.dev/tutorial | MIT
swift | Swift: the language guide | https://docs.swift.org/swift-book/ | Apache-2.0
symfony | Symfony: the fast track | https://symfony.com/doc/current/the-fast-track/en/index.html | CC BY-NC-SA 4.0
tableau | Tableau: free training videos | https://www.tableau.com/learn/training | free with an account
tailwind | Tailwind CSS documentation | https://tailwindcss.com/docs | free to read
teamtopo | Google's technical writing courses | https://developers.google.com/tech-writing | CC BY 4.0
tensorflow | TensorFlow tutorials | https://www.tensorflow.org/tutorials | CC BY 4.0
terraform | Terraform tutorials | https://developer.hashicorp.com/terraform/tutorials | free to read
three | Three.js manual | https://threejs.org/manual/ | MIT
typescript | The TypeScript handbook | https://www.typescriptlang.org/docs/handbook/intro.html | CC BY 4.0
unity | Unity Learn | https://learn.unity.com/ | free with an account
unreal | Unreal Engine learning library | https://dev.epicgames.com/community/unreal-engine/learning | free to read
vue | Vue tutorial | https://vuejs.org/tutorial/ | CC BY 4.0
wai | W3C: introduction to web accessibility | https://www.w3.org/WAI/courses/foundations-course/ | free course
wasm | WebAssembly, on MDN | https://developer.mozilla.org/en-US/docs/WebAssembly | CC BY-SA 2.5
webperf | web.dev: learn performance | https://web.dev/learn/performance | CC BY 4.0
woo | WooCommerce developer documentation | https://developer.woocommerce.com/docs/ | GPL-3.0
wordpress | Learn WordPress | https://learn.wordpress.org/ | CC BY-SA 4.0
android | Android basics with Compose | https://developer.android.com/courses/android-basics-compose/course | CC BY 4.0
arduino | Arduino: built-in examples | https://docs.arduino.cc/built-in-examples/ | CC BY-SA 4.0
audacity | Audacity manual | https://manual.audacityteam.org/ | CC BY 3.0
bookkeep | Principles of Accounting, OpenStax | https://openstax.org/details/books/principles-financial-accounting | CC BY-NC-SA 4.0
davinci | DaVinci Resolve training books | https://www.blackmagicdesign.com/products/davinciresolve/training | free to read
freecad | FreeCAD wiki: tutorials | https://wiki.freecad.org/Tutorials | CC BY 3.0
ico | European data protection guidelines | https://www.edpb.europa.eu/our-work-tools/general-guidance_en | free to read
hubspot | HubSpot Academy | https://academy.hubspot.com/ | free with an account
libreoffice | LibreOffice guides | https://documentation.libreoffice.org/ | GPL-3.0 or CC BY 4.0
lightroom | darktable user manual | https://docs.darktable.org/usermanual/ | GFDL
marketing_book | Principles of Marketing, OpenStax | https://openstax.org/details/books/principles-marketing | CC BY-NC-SA 4.0
omegat | OmegaT documentation | https://omegat.org/documentation | GPL-3.0
penpot | Penpot learning centre | https://help.penpot.app/ | CC BY-SA 4.0
finance_book | Principles of Finance, OpenStax | https://openstax.org/details/books/principles-finance | CC BY-NC-SA 4.0
procbook | Business process notation, OMG | https://www.omg.org/spec/BPMN/2.0.2/ | free to read
"""


def _read(lines: str) -> dict[str, Resource]:
    found = {}
    for line in filter(None, lines.splitlines()):
        key, title, url, licence = (part.strip() for part in line.split("|"))
        found[key] = Resource(title, url, licence, source="freehold")
    return found


RESOURCES = _read(_LINES)
