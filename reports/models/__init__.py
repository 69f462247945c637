"""The archive's tables.

All ``start`` / ``end`` columns are ``str`` offsets into ``Report.text``, ``end`` exclusive. Rows of reports are
written by :mod:`reports.store.reports` alone.
"""

from .annotations.flag import Flag as Flag
from .annotations.furniture import Furniture as Furniture
from .annotations.metric import Metric as Metric
from .annotations.section import Section as Section
from .annotations.section import SectionTopic as SectionTopic
from .annotations.span import Span as Span
from .batch import Batch as Batch
from .batch import BatchItem as BatchItem
from .last_change import LastChange as LastChange
from .region import Region as Region
from .region import RegionCode as RegionCode
from .region import RegionName as RegionName
from .report import Report as Report
from .restoration import Restoration as Restoration
from .reuse import CopiedFrom as CopiedFrom
from .reuse import CopiedShare as CopiedShare
from .reuse import CopiedState as CopiedState
from .reuse import SentenceHash as SentenceHash
from .reuse import Signature as Signature
from .reuse import SignatureBand as SignatureBand
from .source import SourceFile as SourceFile
from .token import ApiToken as ApiToken
from .unindexed import Unindexed as Unindexed
from .usual import ProvinceMedian as ProvinceMedian
from .usual import UsualRange as UsualRange
from .vocabulary import Indicator as Indicator
from .vocabulary import Topic as Topic
